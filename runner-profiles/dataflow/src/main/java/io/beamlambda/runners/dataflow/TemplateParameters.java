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
package io.beamlambda.runners.dataflow;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.google.api.services.dataflow.model.ParameterMetadata;
import com.google.api.services.dataflow.model.ParameterMetadataEnumOption;
import io.beamlambda.pipelines.Matching;
import io.beamlambda.pipelines.OneOf;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;
import org.jspecify.annotations.Nullable;

/** The parameters of a template, from the annotations of options. */
final class TemplateParameters {

  /**
   * What nobody should choose here: on several workers the board is Kafka's, and blocks are made
   * smaller for runners that count a bundle by elements.
   */
  private static final Set<String> LEFT_OUT =
      Set.of("board", "resumePlanOfState", "lakeBlockRows", "lakeBlockGrowth");

  /** Beam hides this option, since most pipelines show by themselves whether they stream. */
  private static final ParameterMetadata STREAMING =
      new ParameterMetadata()
          .setName("streaming")
          .setLabel("Streaming")
          .setHelpText(
              "Whether lake and stream are read as one unbounded stream, so that windows close"
                  + " while it is read. Otherwise a batch job, which needs an end: see until.")
          .setIsOptional(true)
          .setParamType("BOOLEAN")
          .setDefaultValue("true");

  private TemplateParameters() {}

  /**
   * The options that these interfaces themselves declare, and whether the job streams: required
   * ones first, then by name.
   */
  static List<ParameterMetadata> of(List<Class<? extends PipelineOptions>> types) {
    Stream<ParameterMetadata> declared =
        types.stream()
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(TemplateParameters::isOption)
            .filter(getter -> !LEFT_OUT.contains(name(getter)))
            .map(TemplateParameters::parameter);
    return Stream.concat(Stream.of(STREAMING.clone()), declared)
        .sorted(
            Comparator.comparing(ParameterMetadata::getIsOptional)
                .thenComparing(ParameterMetadata::getName))
        .toList();
  }

  private static boolean isOption(Method method) {
    return method.getParameterCount() == 0
        && method.isAnnotationPresent(Description.class)
        && !method.isAnnotationPresent(Hidden.class);
  }

  private static ParameterMetadata parameter(Method getter) {
    String name = name(getter);
    ParameterMetadata parameter =
        new ParameterMetadata()
            .setName(name)
            .setLabel(label(name))
            .setHelpText(help(getter))
            .setIsOptional(!getter.isAnnotationPresent(Validation.Required.class))
            .setParamType("TEXT");
    String defaultValue = defaultValue(getter);
    if (defaultValue != null) {
      parameter.setDefaultValue(defaultValue);
    }
    Matching matching = getter.getAnnotation(Matching.class);
    if (matching != null) {
      parameter.setRegexes(List.of(matching.value()));
    }
    OneOf oneOf = getter.getAnnotation(OneOf.class);
    if (oneOf != null) {
      parameter
          .setParamType("ENUM")
          .setEnumOptions(
              Arrays.stream(oneOf.value())
                  .map(value -> new ParameterMetadataEnumOption().setValue(value).setLabel(value))
                  .toList());
    } else if (getter.getReturnType() == boolean.class) {
      parameter.setParamType("BOOLEAN");
    } else if (getter.getReturnType() == int.class || getter.getReturnType() == long.class) {
      parameter.setParamType("NUMBER");
    }
    return parameter;
  }

  /** Dataflow shows a job's parameters to everybody who may look at the job. */
  private static String help(Method getter) {
    String description = getter.getAnnotation(Description.class).value();
    return getter.isAnnotationPresent(JsonIgnore.class)
        ? description + " Dataflow shows it to whoever may see the job: keep passwords out of it."
        : description;
  }

  private static @Nullable String defaultValue(Method getter) {
    return Arrays.stream(getter.getAnnotations())
        .filter(annotation -> annotation.annotationType().getDeclaringClass() == Default.class)
        .map(TemplateParameters::value)
        .findFirst()
        .orElse(null);
  }

  private static String value(Annotation annotation) {
    try {
      return String.valueOf(annotation.annotationType().getMethod("value").invoke(annotation));
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Cannot read the default value " + annotation, e);
    }
  }

  /** {@code getEventTimeField} is {@code eventTimeField}. */
  private static String name(Method getter) {
    String name = getter.getName();
    int prefix = name.startsWith("is") ? 2 : 3;
    return name.substring(prefix, prefix + 1).toLowerCase(Locale.ROOT) + name.substring(prefix + 1);
  }

  /** {@code eventTimeField} is "Event time field". */
  private static String label(String name) {
    String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
