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
package io.beamlambda.runners.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.beamlambda.pipelines.doctor.Finding;
import io.beamlambda.pipelines.doctor.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;

class FlinkClusterCheckTest {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String PROFILE = "1.19.2";

  @Test
  void aClusterOfTheProfilesVersionIsWellAsLongAsItHasSlots() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
    configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(TaskManagerOptions.HOST, LOOPBACK);
    MiniClusterConfiguration small =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(2)
            .build();
    MiniCluster cluster = new MiniCluster(small);
    try {
      cluster.start();
      URI rest = cluster.getRestAddress().get();
      String address = LOOPBACK + ":" + rest.getPort();

      List<Finding> fitting =
          new FlinkClusterCheck(address, EnvironmentInformation.getVersion(), 2).run();
      List<Finding> tooFew =
          new FlinkClusterCheck(address, EnvironmentInformation.getVersion(), 3).run();

      assertThat(fitting).extracting(Finding::status).containsOnly(Status.OK);
      assertThat(fitting)
          .extracting(Finding::check)
          .containsExactly("flink.cluster", "flink.version", "flink.slots", "flink.java");
      assertThat(fitting.get(3).found()).contains("17");
      assertThat(tooFew.get(2).status()).isEqualTo(Status.FAULT);
      assertThat(tooFew.get(2).found()).isEqualTo("2 of 2 slots are free");
    } finally {
      cluster.close();
    }
  }

  @Test
  void aClusterOfAnotherVersionAndAnotherJavaIsAFault() throws Exception {
    HttpServer server =
        serve(
            Map.of(
                "/overview",
                "{\"taskmanagers\":1,\"slots-total\":4,\"slots-available\":1,"
                    + "\"flink-version\":\"1.18.1\",\"flink-commit\":\"a8c8b1c\"}",
                "/jobmanager/environment",
                "{\"jvm\":{\"version\":\"OpenJDK 64-Bit Server VM - Eclipse Adoptium -"
                    + " 11/11.0.22+7\",\"arch\":\"amd64\",\"options\":[]},\"classpath\":[]}"));
    try {
      List<Finding> findings =
          new FlinkClusterCheck(LOOPBACK + ":" + server.getAddress().getPort(), PROFILE, 2).run();

      assertThat(findings)
          .extracting(Finding::status)
          .containsExactly(Status.OK, Status.FAULT, Status.WARNING, Status.FAULT);
      Finding version = findings.get(1);
      assertThat(version.found()).isEqualTo("Flink 1.18.1");
      assertThat(version.expected()).isEqualTo("Flink 1.19.x, as this profile has it (1.19.2)");
      assertThat(version.mend())
          .isEqualTo(
              "use a cluster of Flink 1.19, or build the profile with Beam's runner for Flink"
                  + " 1.18");
      assertThat(findings.get(3).mend()).contains("JDK 17");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nobodyWhoAnswersIsAFault() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThat(new FlinkClusterCheck(LOOPBACK + ":" + free, PROFILE, 1).run())
        .singleElement()
        .matches(finding -> finding.status() == Status.FAULT)
        .matches(finding -> "./lambda cluster flink start".equals(finding.command()));
    assertThat(new FlinkClusterCheck("not an address", PROFILE, 1).run())
        .singleElement()
        .matches(finding -> finding.status() == Status.FAULT);
  }

  private static HttpServer serve(Map<String, String> answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answers.forEach(
        (path, answer) ->
            server.createContext(
                path,
                exchange -> {
                  byte[] body = answer.getBytes(UTF_8);
                  exchange.sendResponseHeaders(200, body.length);
                  exchange.getResponseBody().write(body);
                  exchange.close();
                }));
    server.start();
    return server;
  }
}
