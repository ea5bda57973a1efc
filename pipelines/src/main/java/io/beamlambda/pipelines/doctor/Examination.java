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
package io.beamlambda.pipelines.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs checks beside each other. One that hangs is left behind and becomes a fault. */
public final class Examination {

  private final List<Check> checks;

  /** Of these checks. */
  public Examination(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /**
   * Runs all checks, and hands over their findings in the order of the checks, each as soon as it
   * and those before it are there. Takes at most as long as the most patient check.
   *
   * @return all findings
   */
  public List<Finding> run(Consumer<Finding> consumer) {
    ExecutorService threads = Executors.newCachedThreadPool(Examination::newThread);
    try {
      long start = System.nanoTime();
      List<Future<List<Finding>>> futures = new ArrayList<>();
      for (Check check : checks) {
        futures.add(threads.submit(check::run));
      }
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < checks.size(); i++) {
        long left = checks.get(i).limit().toNanos() - (System.nanoTime() - start);
        List<Finding> found = get(checks.get(i), futures.get(i), Math.max(0, left));
        found.forEach(consumer);
        findings.addAll(found);
      }
      return List.copyOf(findings);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Finding> get(Check check, Future<List<Finding>> future, long nanos) {
    String expected = "an answer within %d s".formatted(check.limit().toSeconds());
    try {
      return future.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      return List.of(
          Finding.fault(
              check.name(),
              "no answer",
              expected,
              "look whether what is asked there hangs or is overloaded, or whether a firewall drops"
                  + " what is sent to it"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(Finding.fault(check.name(), "interrupted", expected, "run it again"));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return List.of(
          Finding.fault(
              check.name(),
              "the check failed: " + cause,
              "an answer",
              "mend what the error names; if it names nothing of yours, report it with this line"));
    }
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "doctor");
    // One that hangs does not keep the JVM.
    thread.setDaemon(true);
    return thread;
  }
}
