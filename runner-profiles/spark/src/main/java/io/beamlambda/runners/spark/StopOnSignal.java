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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.streaming.StreamingContext;
import scala.Option;

/**
 * Stops a job at once when the JVM is told to end. Spark's own hook waits for the job that reads
 * the next batch, which may itself wait for an executor that is already gone; that took a minute.
 */
final class StopOnSignal implements AutoCloseable {

  private static final long CLEANUP_SECONDS = 10;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop-spark");
  private volatile boolean received;

  private StopOnSignal() {}

  static StopOnSignal install() {
    StopOnSignal signal = new StopOnSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Whether the JVM is ending. */
  boolean received() {
    return received;
  }

  private void stop() {
    received = true;
    SparkLogs.off();
    Option<StreamingContext> active = StreamingContext.getActive();
    if (active.isDefined()) {
      active.get().sparkContext().stop();
    }
    try {
      // The JVM ends when its hooks have: this one lets the job's thread clean up.
      boolean ignored = closed.await(CLEANUP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running: there is nothing to remove any more.
      received = true;
    }
  }
}
