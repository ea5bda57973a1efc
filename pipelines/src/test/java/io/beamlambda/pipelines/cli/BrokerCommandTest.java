/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.beamlambda.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.beamlambda.kafka.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerCommandTest {

  private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:\\d+");

  @Test
  void servesUntilItIsStopped(@TempDir Path dir) throws Exception {
    StringWriter out = new StringWriter();
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread command =
        new Thread(
            () ->
                exitCode.complete(
                    Lambda.execute(
                        new PrintWriter(out),
                        new PrintWriter(new StringWriter()),
                        "broker",
                        "--port=0",
                        "--dir=" + dir)));
    command.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(out.toString()).containsPattern(ADDRESS));
    Matcher address = ADDRESS.matcher(out.toString());
    assertThat(address.find()).isTrue();

    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", address.group()))) {
      Topics.create(admin, "flights", 1);
      assertThat(admin.listTopics().names().get()).containsExactly("flights");
    }
    command.interrupt();

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(exitCode).isCompletedWithValue(0));
  }
}
