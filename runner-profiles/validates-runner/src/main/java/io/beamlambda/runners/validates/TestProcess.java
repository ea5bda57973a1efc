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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the tests of one class on one mode, in a JVM that is replaced when a test hangs. */
final class TestProcess {

  private final Path root;
  private final TestMode mode;
  private final Duration limit;

  /**
   * @param root the project's directory
   * @param limit after which a test that says nothing is taken to hang
   */
  TestProcess(Path root, TestMode mode, Duration limit) {
    this.root = root;
    this.mode = mode;
    this.limit = limit;
  }

  List<TestResult> run(List<BeamTest> tests) throws IOException, InterruptedException {
    Map<String, BeamTest> open =
        tests.stream()
            .collect(
                Collectors.toMap(BeamTest::method, test -> test, (a, b) -> a, LinkedHashMap::new));
    List<TestResult> results = new ArrayList<>();
    while (!open.isEmpty()) {
      int before = open.size();
      String stuck = runOnce(open, results);
      if (!open.isEmpty()) {
        // The JVM was stopped, or died: its test is blamed, and the others get another JVM.
        String blamed = stuck != null && open.containsKey(stuck) ? stuck : firstOf(open);
        BeamTest test = open.remove(blamed);
        if (test != null) {
          results.add(new TestResult(test, "hung", "No end within " + limit.toSeconds() + " s"));
        }
      }
      if (open.size() == before) {
        throw new IllegalStateException("No progress with " + open.keySet());
      }
    }
    return results;
  }

  private static String firstOf(Map<String, BeamTest> open) {
    return open.keySet().iterator().next();
  }

  /** Returns the test that was running when the JVM ended too early, if any. */
  private @Nullable String runOnce(Map<String, BeamTest> open, List<TestResult> results)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("validates-runner", ".log");
    Process process =
        new ProcessBuilder(command(open.values()))
            .redirectError(log.toFile())
            .directory(root.toFile())
            .start();
    AtomicReference<@Nullable String> running = new AtomicReference<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (true) {
        String line =
            CompletableFuture.supplyAsync(() -> readLine(out))
                .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                .get();
        if (line == null) {
          end(process);
          return running.get();
        }
        if (!line.startsWith(TestWorker.MARK)) {
          continue;
        }
        String[] parts = line.substring(TestWorker.MARK.length()).split(" ", 2);
        if (parts[1].equals("started")) {
          running.set(parts[0]);
        } else {
          BeamTest test = open.remove(parts[0]);
          if (test != null) {
            results.add(TestResult.parse(test, parts[1]));
          }
          running.set(null);
        }
      }
    } catch (ExecutionException e) {
      throw new IOException("Cannot read what the tests say", e);
    } finally {
      end(process);
      Files.deleteIfExists(log);
    }
  }

  /** Also ends the wait for its output, which must not be closed while it is read. */
  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  private static @Nullable String readLine(BufferedReader reader) {
    try {
      return reader.readLine();
    } catch (IOException e) {
      return null;
    }
  }

  private List<String> command(Iterable<BeamTest> tests) throws IOException {
    Path profile = root.resolve("runner-profiles").resolve(mode.profile());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + profile.resolve("jvm.flags"));
    command.add("-Xmx2g");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.add("-DbeamTestPipelineOptions=" + json(mode.options()));
    command.add("-cp");
    // Beam's tests want their own versions of what they check with: those come first.
    command.add(
        System.getProperty("java.class.path")
            + System.getProperty("path.separator")
            + profile.resolve("target/classes")
            + System.getProperty("path.separator")
            + Files.readString(profile.resolve("target/class-path.txt")).strip());
    command.add(TestWorker.class.getName());
    String testClass = null;
    for (BeamTest test : tests) {
      if (testClass == null) {
        testClass = test.testClass();
        command.add(BeamTest.ROOT + testClass);
      }
      command.add(test.method());
    }
    return command;
  }

  private static String json(List<String> options) {
    return options.stream()
        .map(option -> '"' + option + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
