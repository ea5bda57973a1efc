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

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.ContainerSpec;
import com.google.api.services.dataflow.model.SDKInfo;
import com.google.api.services.dataflow.model.TemplateMetadata;
import io.beamlambda.io.PlanOptions;
import io.beamlambda.pipelines.NamedPipeline;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The files of a Flex Template, made from the annotated options of a pipeline: the metadata that
 * {@code gcloud dataflow flex-template build --metadata-file} takes, and the specification that
 * names the container image.
 */
public final class FlexTemplate {

  private final NamedPipeline pipeline;

  private FlexTemplate(NamedPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * @throws IllegalArgumentException if there is no pipeline of that name
   */
  static FlexTemplate of(String pipeline) {
    return ServiceLoader.load(NamedPipeline.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(candidate -> candidate.name().equals(pipeline))
        .findFirst()
        .map(FlexTemplate::new)
        .orElseThrow(() -> new IllegalArgumentException("Unknown pipeline '" + pipeline + "'"));
  }

  TemplateMetadata metadata() {
    return new TemplateMetadata()
        .setName("Beam Lambda IO: " + pipeline.name())
        .setDescription(
            "%s: a Parquet lake and a Kafka topic, read as one stream in event time."
                .formatted(pipeline.description()))
        .setStreaming(true)
        .setSupportsExactlyOnce(true)
        .setSupportsAtLeastOnce(false)
        .setParameters(TemplateParameters.of(List.of(pipeline.optionsType(), PlanOptions.class)));
  }

  /**
   * @param image the container image with the program, as the launcher pulls it
   */
  ContainerSpec spec(String image) {
    return new ContainerSpec()
        .setImage(image)
        .setSdkInfo(new SDKInfo().setLanguage("JAVA"))
        .setMetadata(metadata());
  }

  static String toJson(GenericJson json) {
    try {
      return GsonFactory.getDefaultInstance().toPrettyString(json) + "\n";
    } catch (IOException e) {
      throw new IllegalStateException("Cannot write JSON", e);
    }
  }

  /**
   * Prints the metadata of a pipeline, or with an image's name the specification.
   *
   * @param args the pipeline's name, and if need be that of the image
   */
  public static void main(String[] args) {
    FlexTemplate template = of(args[0]);
    PrintStream out = new PrintStream(System.out, false, UTF_8);
    out.print(toJson(args.length > 1 ? template.spec(args[1]) : template.metadata()));
    out.flush();
  }
}
