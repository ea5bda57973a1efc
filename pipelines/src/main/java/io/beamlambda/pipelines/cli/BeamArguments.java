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

import io.beamlambda.pipelines.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Beam's options as the user writes them: {@code --camelCase=value}. */
final class BeamArguments {

  private static final Pattern MISSING =
      Pattern.compile("missing a property named '.*?'\\.(?: Did you mean (?:one of )?(.*)\\?)?");

  private BeamArguments() {}

  /**
   * Parses the user's arguments; a default counts where the user gives no option of its name.
   *
   * @throws UsageException if an argument is no option, unknown, repeated, or has a wrong value
   */
  static <T extends PipelineOptions> T parse(
      List<String> arguments, List<DefaultOption> defaults, Class<T> type) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (String argument : arguments) {
      byName.computeIfAbsent(nameOf(argument), name -> new ArrayList<>()).add(argument);
    }
    // Fails if the options themselves do not go together, which is not the user's fault.
    PipelineOptionsFactory.as(type);
    // One option at a time: Beam's messages name the option only in some cases.
    byName.forEach((name, given) -> check(name, given, type));

    List<String> all = new ArrayList<>(arguments);
    defaults.stream()
        .filter(option -> !byName.containsKey(option.name()))
        .map(DefaultOption::toArgument)
        .forEach(all::add);
    return PipelineOptionsFactory.fromArgs(all.toArray(String[]::new)).as(type);
  }

  private static String nameOf(String argument) {
    if (!argument.startsWith("--") || argument.length() == 2 || argument.charAt(2) == '=') {
      throw new UsageException(
          "Unexpected argument '%s': options are written --name=value".formatted(argument));
    }
    int end = argument.indexOf('=');
    return argument.substring(2, end < 0 ? argument.length() : end);
  }

  private static void check(
      String name, List<String> arguments, Class<? extends PipelineOptions> type) {
    try {
      PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).as(type);
    } catch (IllegalArgumentException e) {
      throw new UsageException(explain(name, arguments, String.valueOf(e.getMessage())), e);
    }
  }

  private static String explain(String name, List<String> arguments, String message) {
    Matcher missing = MISSING.matcher(message);
    if (missing.find()) {
      return "Unknown option --%s%s".formatted(name, suggestion(missing.group(1)));
    }
    if (arguments.size() > 1) {
      return "Option --%s is given %d times (%s): give it once"
          .formatted(
              name,
              arguments.size(),
              arguments.stream().map(Secrets::hideIn).collect(Collectors.joining(", ")));
    }
    if (Secrets.mayBeIn(name)) {
      return "Invalid option --%s: its value is refused".formatted(name);
    }
    return "Invalid option %s: %s"
        .formatted(arguments.get(0), message.lines().findFirst().orElse("the value is refused"));
  }

  private static String suggestion(String names) {
    if (names == null) {
      return ": --help lists the pipeline's options";
    }
    return ": did you mean "
        + Pattern.compile("\\w+")
            .matcher(names)
            .results()
            .map(match -> "--" + match.group())
            .collect(Collectors.joining(" or "))
        + "?";
  }
}
