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

import io.beamlambda.kafka.EmbeddedKafka;
import io.beamlambda.pipelines.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "broker",
    description = "Runs a Kafka broker on the loopback interface until it is stopped.")
final class BrokerCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "9092",
      description = "The port, 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Where to keep the data. Default: a temporary directory, deleted at the end.")
  private @Nullable Path dir;

  @Override
  public Integer call() {
    try (EmbeddedKafka kafka = start()) {
      // A signal ends the JVM without leaving this method; close() may be called twice.
      Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "broker-shutdown"));
      PrintWriter out = spec.commandLine().getOut();
      out.println("Kafka broker at " + kafka.bootstrapServers() + "; stop it with Ctrl-C.");
      out.flush();
      awaitInterrupt();
    }
    return ExitCode.OK;
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private EmbeddedKafka start() {
    EmbeddedKafka.Config config;
    try {
      config = EmbeddedKafka.Config.defaults().withPort(port);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
    return start(dir == null ? config : config.withDir(dir));
  }

  /**
   * Starts a broker.
   *
   * @throws UsageException if the port is taken, or the broker's classes are not here
   */
  static EmbeddedKafka start(EmbeddedKafka.Config config) {
    try {
      return EmbeddedKafka.start(config);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    } catch (NoClassDefFoundError e) {
      throw new UsageException(
          "There is no broker in a bundle for clusters: use ./lambda of the source tree, or the bundle of --runner=direct",
          e);
    }
  }
}
