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

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.beamlambda.pipelines.report.ShownOption;
import io.beamlambda.pipelines.report.ShownOption.Origin;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;

/** What of a run's options may be shown. */
final class Secrets {

  static final String NOT_SHOWN = "(not shown)";

  /** Options whose name says that they hold a secret. */
  private static final Pattern NAME =
      Pattern.compile(
          "password|passwd|secret|token|credential|api-?key|access-?key|private-?key|customer-?key"
              + "|jaas|connectionstring|hdfsconfiguration|consumerconfig",
          Pattern.CASE_INSENSITIVE);

  /** Parameters within a value that do. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "([\\w.-]*(?:password|passwd|pwd|secret|token|credential|accesskey|apikey|signature|sig)"
              + "[\\w.-]*\"?\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s&;,\"'}]+)",
          Pattern.CASE_INSENSITIVE);

  /** The user and password of an address. */
  private static final Pattern USER = Pattern.compile("(://)[^/@\\s]+@");

  private Secrets() {}

  /** Whether the values of an option can hold secrets, by its name. */
  static boolean mayBeIn(String name) {
    return NAME.matcher(name).find();
  }

  /** {@code --name=value} as it may be printed: with dots for a value that can hold secrets. */
  static String hideIn(String argument) {
    int end = argument.indexOf('=');
    return end > 0 && mayBeIn(argument.substring(0, end))
        ? argument.substring(0, end) + "=..."
        : hide(argument);
  }

  /** A text without what looks like a secret. */
  static String hide(String text) {
    String withoutUsers = USER.matcher(text).replaceAll("$1***@");
    return PARAMETER.matcher(withoutUsers).replaceAll("$1***");
  }

  /**
   * The options of a run, those that the user has given first.
   *
   * @param arguments {@code --name=value}
   * @param options what they were parsed to
   * @param type the options that the pipeline knows: what it keeps from runners is not shown,
   *     except for the address of a database
   */
  static List<ShownOption> shown(
      List<String> arguments,
      RunnerProfile profile,
      PipelineOptions options,
      Class<? extends PipelineOptions> type) {
    Set<String> kept = keptBack(type);
    Map<String, String> inForce = inForce(options);
    List<ShownOption> shown = new ArrayList<>();
    Set<String> given = new HashSet<>();
    for (String argument : arguments) {
      int end = argument.indexOf('=');
      String name =
          argument.substring(Math.min(2, argument.length()), end < 0 ? argument.length() : end);
      given.add(name);
      shown.add(
          new ShownOption(
              name,
              value(name, end < 0 ? "true" : argument.substring(end + 1), kept),
              Origin.GIVEN));
    }
    for (DefaultOption option : PipelineArguments.defaults(profile, options)) {
      if (given.add(option.name())) {
        String value = inForce.getOrDefault(option.name(), option.value());
        shown.add(
            new ShownOption(option.name(), value(option.name(), value, kept), Origin.PROFILE));
      }
    }
    return shown;
  }

  /** A default may be another one each time it is asked for. */
  private static Map<String, String> inForce(PipelineOptions options) {
    Map<String, String> values = new HashMap<>();
    for (DisplayData.Item item : DisplayData.from(options).items()) {
      if (item.getValue() != null) {
        values.put(item.getKey(), item.getValue().toString());
      }
    }
    return values;
  }

  private static String value(String name, String value, Set<String> kept) {
    if (mayBeIn(name)) {
      return NOT_SHOWN;
    }
    if (!kept.contains(name)) {
      return hide(value);
    }
    int parameters = value.indexOf('?');
    return value.toLowerCase(Locale.ROOT).startsWith("jdbc:")
        ? hide(parameters < 0 ? value : value.substring(0, parameters) + "?…")
        : NOT_SHOWN;
  }

  /** Options that runners are not to serialize, log and display. */
  private static Set<String> keptBack(Class<? extends PipelineOptions> type) {
    Set<String> names = new HashSet<>();
    Arrays.stream(type.getMethods())
        .filter(
            method ->
                method.isAnnotationPresent(JsonIgnore.class)
                    || method.isAnnotationPresent(Hidden.class))
        .map(Method::getName)
        .filter(name -> name.startsWith("get"))
        .forEach(name -> names.add(Introspector.decapitalize(name.substring("get".length()))));
    return names;
  }
}
