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

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beamlambda.pipelines.Result;
import io.beamlambda.pipelines.Results;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "results",
    description = "Prints the final values of a pipeline, by key and window.")
final class ResultsCommand implements Callable<Integer> {

  private static final List<String> IDENTITY = List.of("key", "windowStart", "windowEnd");

  private enum Format {
    CSV,
    JSON
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "Where the pipeline has written them: its --output.")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "csv",
      description = "csv or json (an object per line). Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() {
    List<String> fields = Results.fields(output);
    if (format == Format.CSV) {
      print(Stream.concat(IDENTITY.stream(), fields.stream()));
      Results.forEach(
          output,
          result ->
              print(
                  Stream.concat(
                      identity(result).stream(),
                      result.values().stream().map(value -> value == null ? "" : text(value)))));
    } else {
      Results.forEach(output, result -> print(json(fields, result)));
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private void print(Stream<String> fields) {
    print(fields.map(ResultsCommand::quote).collect(Collectors.joining(",")));
  }

  /** The same bytes on every system: no line separator of the platform. */
  private void print(String line) {
    spec.commandLine().getOut().print(line + '\n');
  }

  private static List<String> identity(Result result) {
    return List.of(result.key(), instant(result.windowStart()), instant(result.windowEnd()));
  }

  private static String instant(org.joda.time.Instant instant) {
    return Instant.ofEpochMilli(instant.getMillis()).toString();
  }

  private static String quote(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  private static String json(List<String> fields, Result result) {
    ObjectNode object = JsonNodeFactory.withExactBigDecimals(true).objectNode();
    List<String> identity = identity(result);
    for (int i = 0; i < IDENTITY.size(); i++) {
      object.put(IDENTITY.get(i), identity.get(i));
    }
    for (int i = 0; i < fields.size(); i++) {
      Number value = result.values().get(i);
      if (value == null || isFinite(value)) {
        object.put(fields.get(i), value == null ? null : exact(value));
      } else {
        object.put(fields.get(i), value.toString());
      }
    }
    return object.toString();
  }

  /** Whole numbers without a fraction, whatever type the database gives them. */
  private static String text(Number number) {
    return isFinite(number) ? exact(number).toPlainString() : number.toString();
  }

  private static BigDecimal exact(Number number) {
    BigDecimal exact = new BigDecimal(number.toString());
    BigDecimal stripped = exact.stripTrailingZeros();
    // A negative scale would print as a power of ten.
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static boolean isFinite(Number number) {
    return Double.isFinite(number.doubleValue());
  }
}
