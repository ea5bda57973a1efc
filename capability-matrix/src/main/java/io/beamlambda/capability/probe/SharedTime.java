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
package io.beamlambda.capability.probe;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Time for limits: nanoseconds that pass more slowly while the machine has more to run than
 * processors, so that what is only kept waiting is not taken for stuck.
 */
final class SharedTime implements LongSupplier {

  private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();

  private static final SharedTime OF_THIS_JVM =
      new SharedTime(
          System::nanoTime, () -> SYSTEM.getSystemLoadAverage() / SYSTEM.getAvailableProcessors());

  private final LongSupplier nanos;
  private final DoubleSupplier load;
  private long last;
  private double passed;

  /**
   * A time that begins at 0.
   *
   * @param nanos how real time passes
   * @param load how many want to run, per processor; below 1, time passes as it does
   */
  SharedTime(LongSupplier nanos, DoubleSupplier load) {
    this.nanos = nanos;
    this.load = load;
    this.last = nanos.getAsLong();
  }

  /** The one that all limits of this JVM go by. */
  static SharedTime ofThisJvm() {
    return OF_THIS_JVM;
  }

  @Override
  public synchronized long getAsLong() {
    long now = nanos.getAsLong();
    passed += (now - last) / Math.max(1, load.getAsDouble());
    last = now;
    return (long) passed;
  }
}
