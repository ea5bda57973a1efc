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
package io.beamlambda.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * HDFS inside the JVM: Hadoop's cluster for tests, with a name node and a data node on any free
 * ports of the loopback interface.
 */
public final class EmbeddedHdfs implements AutoCloseable {

  private final Engine.Server server;

  private EmbeddedHdfs(Engine.Server server) {
    this.server = server;
  }

  /** Starts an empty file system, which is deleted on close. */
  public static EmbeddedHdfs start() {
    try {
      Path directory = Files.createTempDirectory("embedded-hdfs");
      return new EmbeddedHdfs(Engine.start("HdfsServer", directory.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The root, without a slash at the end: {@code hdfs://127.0.0.1:PORT}. */
  public String uri() {
    return "hdfs://127.0.0.1:" + server.port();
  }

  /** The configuration of a client, as Beam's {@code --hdfsConfiguration} takes it. */
  public String configuration() {
    return "[{\"fs.defaultFS\": \"%s\"}]".formatted(uri());
  }

  /** Writes the configuration of a client into a directory that {@code HADOOP_CONF_DIR} names. */
  public void writeConfiguration(Path confDir) throws IOException {
    Files.createDirectories(confDir);
    Files.writeString(
        confDir.resolve("core-site.xml"),
        """
        <configuration>
          <property>
            <name>fs.defaultFS</name>
            <value>%s</value>
          </property>
        </configuration>
        """
            .formatted(uri()));
  }

  @Override
  public void close() {
    server.close();
  }
}
