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
package io.beamlambda.runners.spark;

import com.fasterxml.jackson.databind.JsonNode;
import io.beamlambda.pipelines.doctor.Finding;
import io.beamlambda.pipelines.doctor.HttpAnswer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a master's web interface says about version and workers. */
final class SparkMasterPage {

  private static final Pattern VERSION = Pattern.compile("class=\"version\"[^>]*>\\s*([^<\\s]+)");
  private static final Pattern MINOR = Pattern.compile("\\d+\\.\\d+");

  private final URI web;
  private final String profile;
  private final long executorMegabytes;

  SparkMasterPage(URI web, String profile, long executorMegabytes) {
    this.web = web;
    this.profile = profile;
    this.executorMegabytes = executorMegabytes;
  }

  List<Finding> findings() throws IOException, InterruptedException {
    JsonNode status = get("/json/").json();
    return List.of(version(get("/").body()), workers(status));
  }

  private HttpAnswer get(String path) throws IOException, InterruptedException {
    HttpAnswer answer = HttpAnswer.of(web.resolve(path), Map.of());
    if (!answer.isOk()) {
      throw new IOException("%s is answered with %d".formatted(path, answer.status()));
    }
    return answer;
  }

  private Finding version(String page) {
    String wanted = minor(profile);
    String expected = "Spark %s.x, as this profile has it (%s)".formatted(wanted, profile);
    Matcher matcher = VERSION.matcher(page);
    if (!matcher.find()) {
      return Finding.ok("spark.version", "the master does not say its version", expected);
    }
    String found = matcher.group(1);
    return minor(found).equals(wanted)
        ? Finding.ok("spark.version", "Spark " + found, expected)
        : Finding.fault(
            "spark.version",
            "Spark " + found,
            expected,
            "use a cluster of Spark %s: driver and executors have to be of one version"
                .formatted(wanted));
  }

  private static String minor(String version) {
    Matcher matcher = MINOR.matcher(version);
    return matcher.lookingAt() ? matcher.group() : version;
  }

  private Finding workers(JsonNode status) {
    int alive = 0;
    int freeCores = 0;
    int fitting = 0;
    for (JsonNode worker : status.path("workers")) {
      if (worker.path("state").asText().equals("ALIVE")) {
        alive++;
        int cores = worker.path("coresfree").asInt();
        freeCores += cores;
        fitting += cores > 0 && worker.path("memoryfree").asLong() >= executorMegabytes ? 1 : 0;
      }
    }
    String found =
        "%d workers with %d free cores, %d of them with the memory for an executor"
            .formatted(alive, freeCores, fitting);
    String expected =
        "a worker with a free core and %,d MB free, by spark.executor.memory"
            .formatted(executorMegabytes);
    return fitting > 0
        ? Finding.ok("spark.workers", found, expected)
        : Finding.fault(
                "spark.workers",
                found + ": a job waits for ever",
                expected,
                "add workers, end jobs that hold them, or let executors take less:")
            .withCommand("export LAMBDA_JAVA_OPTS=-Dspark.executor.memory=512m");
  }
}
