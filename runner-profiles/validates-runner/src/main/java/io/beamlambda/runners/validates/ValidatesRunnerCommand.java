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
package io.beamlambda.runners.validates;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.beam.sdk.util.ReleaseInfo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "validates-runner",
    mixinStandardHelpOptions = true,
    description =
        "Runs Beam's own ValidatesRunner tests of the features in the capability matrix, and writes"
            + " what came of them where the matrix finds it.")
final class ValidatesRunnerCommand implements Callable<Integer> {

  @Option(
      names = "--modes",
      split = ",",
      description =
          "Which modes, comma-separated: direct, flink-streaming, spark-batch,"
              + " spark-streaming. Default: all.")
  private List<String> modes = TestMode.ALL.stream().map(TestMode::id).toList();

  @Option(
      names = "--tests",
      description =
          "A regular expression: only tests whose CLASS#METHOD has it. Then nothing is"
              + " written.")
  private String tests = "";

  @Option(
      names = "--limit",
      description =
          "Seconds after which a silent test is taken to hang. Default: ${DEFAULT-VALUE}.")
  private int limit = 180;

  @Option(names = "--root", hidden = true)
  private Path root = Path.of("");

  @Option(names = "--parallel", description = "JVMs at a time. Default: ${DEFAULT-VALUE}.")
  private int parallel = 2;

  private ValidatesRunnerCommand() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new ValidatesRunnerCommand()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<BeamTest> selected =
        BeamTests.selected().stream()
            .filter(test -> tests.isEmpty() || test.name().matches(".*(" + tests + ").*"))
            .toList();
    ExecutorService executor = Executors.newFixedThreadPool(parallel);
    try {
      for (TestMode mode : TestMode.ALL) {
        if (modes.contains(mode.id())) {
          List<TestResult> results = run(executor, mode, selected);
          if (tests.isEmpty()) {
            write(mode, results);
          }
        }
      }
    } finally {
      executor.shutdownNow();
    }
    return CommandLine.ExitCode.OK;
  }

  private List<TestResult> run(ExecutorService executor, TestMode mode, List<BeamTest> selected)
      throws InterruptedException, ExecutionException {
    List<Future<List<TestResult>>> running = new ArrayList<>();
    selected.stream()
        .filter(mode::takes)
        .collect(Collectors.groupingBy(BeamTest::testClass))
        .values()
        .forEach(
            ofClass ->
                running.add(
                    executor.submit(
                        () -> {
                          List<TestResult> results =
                              new TestProcess(
                                      root.toAbsolutePath(), mode, Duration.ofSeconds(limit))
                                  .run(ofClass);
                          results.forEach(result -> say(mode, result));
                          return results;
                        })));
    List<TestResult> results = new ArrayList<>();
    for (Future<List<TestResult>> future : running) {
      results.addAll(future.get());
    }
    results.sort(Comparator.comparing(result -> result.test().name()));
    System.out.println(
        mode.id()
            + ": "
            + results.stream()
                .collect(Collectors.groupingBy(TestResult::outcome, Collectors.counting())));
    return results;
  }

  private static void say(TestMode mode, TestResult result) {
    System.out.printf(
        "%s %s %s %s%n", mode.id(), result.outcome(), result.test().name(), result.reason());
  }

  private void write(TestMode mode, List<TestResult> results) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode file = mapper.createObjectNode();
    file.put("beamVersion", ReleaseInfo.getReleaseInfo().getVersion());
    file.put("mode", mode.id());
    file.put("date", LocalDate.now().toString());
    file.set("options", mapper.valueToTree(mode.options()));
    ArrayNode entries = file.putArray("tests");
    for (TestResult result : results) {
      ObjectNode entry = entries.addObject();
      entry.put("test", result.test().name());
      entry.set("features", mapper.valueToTree(result.test().features()));
      entry.put("outcome", result.outcome());
      if (!result.reason().isEmpty()) {
        entry.put("reason", result.reason());
      }
    }
    Path target =
        root.resolve(
            "capability-matrix/src/main/resources/io/beamlambda/capability/validates-runner/"
                + mode.id()
                + ".json");
    Files.createDirectories(target.getParent());
    Files.writeString(target, mapper.writeValueAsString(file) + "\n");
  }
}
