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
package io.beamlambda.benchmarks;

import io.beamlambda.fixtures.LakeWriter;
import io.beamlambda.fixtures.Layout;
import io.beamlambda.fixtures.Row;
import io.beamlambda.io.EventMapping;
import io.beamlambda.io.LambdaIO;
import io.beamlambda.io.ParquetLake;
import io.beamlambda.io.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code benchmarks/run plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Plans a lake of many small files on the local disk, and prints what it took: the first"
            + " time in a JVM, and once more. The exit code is 1 if the first took too long.")
final class PlanBenchmark implements Callable<Integer> {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ROW_GROUPS = 4;
  private static final int ROWS_PER_ROW_GROUP = 25;

  @Option(names = "--files", description = "Files of the lake. Default: ${DEFAULT-VALUE}.")
  private int files = 5_000;

  @Option(
      names = "--at-most",
      description = "How long the first plan may take. Default: ${DEFAULT-VALUE}.")
  private Duration atMost = Duration.ofSeconds(10);

  @Option(names = "--out", description = "Where the lake goes. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("benchmarks/target/benchmark");

  private final PrintWriter terminal = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

  @Override
  public Integer call() throws IOException {
    Path lake = lake();
    long firstNanos = planNanos(lake);
    long againNanos = planNanos(lake);
    terminal.printf(
        "%,d files of %d row groups: planned in %.2f s, and again in %.2f s (at most %.0f s)%n",
        files, ROW_GROUPS, firstNanos / 1e9, againNanos / 1e9, atMost.toMillis() / 1e3);
    return firstNanos <= atMost.toNanos() ? 0 : 1;
  }

  /** Keeps a lake from before, if it was written to its end. */
  private Path lake() throws IOException {
    Path home = out.toAbsolutePath().resolve("data").resolve("plan-of-" + files);
    Path done = home.resolve("done");
    if (!Files.exists(done)) {
      LakeWriter.ofRows()
          .withLayout(Layout.flat(files))
          .withRowsPerRowGroup(ROWS_PER_ROW_GROUP)
          .write(
              home.resolve("lake"),
              Row.generate(
                  files * ROW_GROUPS * ROWS_PER_ROW_GROUP, FROM, Duration.ofHours(files), 100, 1));
      Files.createFile(done);
    }
    return home.resolve("lake");
  }

  private long planNanos(Path lake) {
    long begin = System.nanoTime();
    Plan plan =
        LambdaIO.<String>read()
            .withLake(ParquetLake.at(lake.toString()).withEventTime("event_time"))
            .withMapping(
                EventMapping.of(String.class, row -> row.get("key").toString(), record -> ""))
            .plan(PipelineOptionsFactory.create());
    long nanos = System.nanoTime() - begin;
    long rows = (long) files * ROW_GROUPS * ROWS_PER_ROW_GROUP;
    if (plan.lakeRows() != rows) {
      throw new IllegalStateException(
          "The plan reads %,d rows (must be %,d)".formatted(plan.lakeRows(), rows));
    }
    return nanos;
  }
}
