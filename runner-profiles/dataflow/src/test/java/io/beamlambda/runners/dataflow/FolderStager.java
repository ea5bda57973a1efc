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

import com.google.api.services.dataflow.model.DataflowPackage;
import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.dataflow.util.PackageUtil.StagedFile;
import org.apache.beam.runners.dataflow.util.Stager;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.jspecify.annotations.Nullable;

/** Puts what would go to Cloud Storage into a folder, and says that it is on Cloud Storage. */
public final class FolderStager implements Stager {

  private final Path folder;

  private FolderStager(Path folder) {
    this.folder = folder;
  }

  /** For {@code --stagerClass}. */
  public static FolderStager fromOptions(PipelineOptions options) {
    return new FolderStager(Path.of(String.valueOf(options.as(Options.class).getStagingFolder())));
  }

  @Override
  public List<DataflowPackage> stageFiles(List<StagedFile> files) {
    return files.stream().map(file -> staged(file.getDestination())).toList();
  }

  @Override
  public DataflowPackage stageToFile(byte[] bytes, String baseName) {
    try {
      Files.write(folder.resolve(baseName), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return staged(baseName);
  }

  private static DataflowPackage staged(String name) {
    return new DataflowPackage().setName(name).setLocation("gs://bucket/staging/" + name);
  }

  /** Where the folder is. */
  public interface Options extends PipelineOptions {

    @Description("The folder.")
    @Nullable String getStagingFolder();

    void setStagingFolder(@Nullable String folder);
  }

  /** Lets the command line know the option. */
  @AutoService(PipelineOptionsRegistrar.class)
  public static final class Registrar implements PipelineOptionsRegistrar {
    @Override
    public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
      return List.of(Options.class);
    }
  }
}
