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
package io.beamlambda.runners.cluster;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** What the tests start: says what it was given, fails, waits, or starts another one. */
final class SmallMain {

  private SmallMain() {}

  public static void main(String[] args) throws InterruptedException {
    switch (args[0]) {
      case "wait" -> new CountDownLatch(1).await();
      case "own", "outlive" -> {
        boolean outlives = args[0].equals("outlive");
        System.out.println(
            EngineProcess.start(
                    EngineProcessTest.launch(
                        Path.of(args[1]), args[0] + "-child", outlives, "wait"))
                .pid());
      }
      default -> {
        System.out.println(
            String.join("|", args)
                + "|"
                + System.getProperty("small.flag")
                + "|"
                + System.getenv("SMALL_VARIABLE"));
        System.exit(args[0].equals("fail") ? 3 : 0);
      }
    }
  }
}
