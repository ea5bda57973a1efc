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

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.manipulation.Filter;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/**
 * Runs methods of one test class in a JVM of their own: {@code TestWorker CLASS METHOD...}. Prints
 * a line when a test starts and one when it has ended, which {@link TestProcess} reads.
 */
final class TestWorker {

  static final String MARK = "@@validates@@";

  private TestWorker() {}

  public static void main(String[] args) throws ClassNotFoundException {
    Class<?> type = Class.forName(args[0]);
    Set<String> methods = Set.copyOf(List.of(args).subList(1, args.length));
    JUnitCore junit = new JUnitCore();
    junit.addListener(new Reporter(System.out));
    junit.run(Request.aClass(type).filterWith(new ByName(methods)));
    // Engines leave threads behind.
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static final class ByName extends Filter {
    private final Set<String> methods;

    ByName(Set<String> methods) {
      this.methods = methods;
    }

    @Override
    public boolean shouldRun(Description description) {
      return description.isTest()
          ? methods.contains(description.getMethodName())
          : description.getChildren().stream().anyMatch(this::shouldRun);
    }

    @Override
    public String describe() {
      return methods.toString();
    }
  }

  private static final class Reporter extends RunListener {
    private final PrintStream out;
    private String result = "";

    Reporter(PrintStream out) {
      this.out = out;
    }

    @Override
    public void testStarted(Description description) {
      result = "passed";
      say(description, "started");
    }

    @Override
    public void testFailure(Failure failure) {
      result = "failed " + reason(failure.getException());
    }

    @Override
    public void testAssumptionFailure(Failure failure) {
      result = "skipped " + reason(failure.getException());
    }

    @Override
    public void testIgnored(Description description) {
      say(description, "skipped ignored by Beam");
    }

    @Override
    public void testFinished(Description description) {
      say(description, result);
    }

    private void say(Description description, String what) {
      out.println(MARK + description.getMethodName() + " " + what);
      out.flush();
    }

    /** The innermost cause's first line, which names what the runner lacks. */
    private static String reason(Throwable thrown) {
      Throwable cause = thrown;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String message = cause.getMessage() == null ? "" : cause.getMessage().strip();
      return (cause.getClass().getSimpleName()
              + ": "
              + message.lines().limit(3).reduce("", (a, b) -> a + " " + b.strip()).strip())
          .strip();
    }
  }
}
