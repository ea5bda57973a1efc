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

import io.beamlambda.io.LakeInspection;
import io.beamlambda.io.ParquetLake;
import io.beamlambda.io.PlanException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the lake is there, can be read, and has the columns that are asked for. */
final class LakeCheck implements Check {

  private static final int FILES = 200;
  private static final int SHOWN = 5;
  private static final String MEND_RIGHTS = "give this user the right to read and list it";

  /** What is not on this machine, or stands for several places. */
  private static final Pattern NOT_PLAIN =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+://.*|.*[*?\\[{].*");

  private final ParquetLake lake;
  private final int lanes;
  private final OptionalLong heap;

  /**
   * @param lanes how many readers hold a row group each, at least 1
   * @param heap of the JVM that reads, in bytes, if that is this one
   */
  LakeCheck(ParquetLake lake, int lanes, OptionalLong heap) {
    this.lake = lake;
    this.lanes = lanes;
    this.heap = heap;
  }

  @Override
  public String name() {
    return "lake";
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(30);
  }

  @Override
  public List<Finding> run() throws IOException {
    List<Finding> findings = new ArrayList<>();
    Path local = local();
    if (local != null) {
      findings.addAll(withoutRights(local));
      if (!findings.isEmpty()) {
        return findings;
      }
    }
    String expected = "Parquet files at %s".formatted(lake.location());
    try {
      LakeInspection inspection = LakeInspection.of(lake, FILES);
      findings.add(files(inspection, expected));
      if (inspection.problems().isEmpty()) {
        findings.add(columns(inspection));
        heap.ifPresent(bytes -> findings.add(memory(inspection, bytes)));
      }
    } catch (PlanException e) {
      findings.add(
          Finding.fault(
              name(),
              String.valueOf(e.getMessage()),
              expected,
              "check the spelling of --lake, and that its files are there and may be listed"));
    }
    return findings;
  }

  private Finding files(LakeInspection inspection, String expected) {
    if (inspection.problems().isEmpty()) {
      return Finding.ok(
          name(),
          String.format(
              Locale.ROOT,
              "%,d file(s), %s; %,d rows in the %,d whose footers were read",
              inspection.files(),
              MemoryCheck.megabytes(inspection.bytes()),
              inspection.rows(),
              inspection.filesLookedAt()),
          expected);
    }
    List<String> problems = inspection.problems();
    return Finding.fault(
        name(),
        "%d of %d files cannot be used: %s"
            .formatted(
                problems.size(),
                inspection.filesLookedAt(),
                String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size())))),
        expected + ", all with the columns that are asked for",
        "write those files again, take them out of the lake, or correct the names of the columns");
  }

  private Finding columns(LakeInspection inspection) {
    String column = lake.eventTimeColumn();
    String expected = "an event-time column with statistics in each row group";
    if (column == null) {
      return Finding.warning(
          "lake.eventTime", "no column named", expected, "name it by --eventTimeField=COLUMN");
    }
    if (inspection.rowGroupsWithoutStatistics() > 0) {
      return Finding.warning(
          "lake.eventTime",
          "%,d row groups have no usable statistics of column '%s'"
              .formatted(inspection.rowGroupsWithoutStatistics(), column),
          expected,
          "write the files with them: without, that column is read for each plan");
    }
    return Finding.ok("lake.eventTime", "column '%s' with statistics".formatted(column), expected);
  }

  private Finding memory(LakeInspection inspection, long heap) {
    // A reader holds a row group, compressed, and the event times of its rows.
    long each = inspection.largestRowGroupBytes() + Long.BYTES * inspection.largestRowGroupRows();
    long needed = lanes * each;
    String found =
        "%d lane(s) hold up to %s, of a heap of %s"
            .formatted(lanes, MemoryCheck.megabytes(needed), MemoryCheck.megabytes(heap));
    String expected = "row groups for all lanes in half of the heap";
    if (needed <= heap / 2) {
      return Finding.ok("lake.memory", found, expected);
    }
    String mend = "give the JVM more heap, use fewer --lanes, or write smaller row groups";
    Finding finding =
        needed < heap
            ? Finding.warning("lake.memory", found, expected, mend)
            : Finding.fault("lake.memory", found, expected, mend);
    return finding.withCommand("export LAMBDA_JAVA_OPTS=-Xmx" + (2 * needed / (1 << 20) + 1) + "m");
  }

  private @Nullable Path local() {
    if (NOT_PLAIN.matcher(lake.location()).matches()) {
      return null;
    }
    try {
      return Path.of(lake.location());
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Beam passes over directories that it may not list, as if they were empty. */
  private static List<Finding> withoutRights(Path local) throws IOException {
    String expected = "a directory or file that this user may read";
    if (!Files.exists(local)) {
      return List.of(
          Finding.fault(
              "lake",
              "%s does not exist, or may not be looked at".formatted(local),
              expected,
              "check the spelling of --lake; a relative path counts from "
                  + Path.of("").toAbsolutePath()));
    }
    List<Finding> findings = new ArrayList<>();
    Files.walkFileTree(
        local,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            findings.add(
                Finding.fault("lake", file + " cannot be read: " + failure, expected, MEND_RIGHTS)
                    .withCommand("ls -ld " + file));
            return findings.size() < SHOWN ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return FileVisitResult.CONTINUE;
          }
        });
    return findings;
  }
}
