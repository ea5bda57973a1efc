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

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts servers in a class loader of their own: their libraries are not those of the clients that
 * are tested, and the two do not mix.
 */
final class Engine {

  private static final String CLASS_PATH = "engine-class-path.txt";

  private Engine() {}

  /**
   * Makes a server.
   *
   * @param name the class of the server, of this package
   * @param arguments strings for its only constructor
   */
  static Server start(String name, Object... arguments) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      ClassLoader own = classLoader();
      // Hadoop, among others, finds its parts by the loader of the thread.
      thread.setContextClassLoader(own);
      Constructor<?> constructor =
          Class.forName(Engine.class.getPackageName() + "." + name, true, own)
              .getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      Object server = constructor.newInstance(arguments);
      return new Server((AutoCloseable) server, Integer.parseInt(server.toString()));
    } catch (ReflectiveOperationException | IOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException("Cannot start " + name + ": " + cause, cause);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static ClassLoader classLoader() throws IOException {
    Path classes = classes();
    Path file = classes.resolveSibling(CLASS_PATH);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "no %s beside %s: it is written by Maven's phase process-classes"
              .formatted(CLASS_PATH, classes));
    }
    List<URL> urls = new ArrayList<>();
    urls.add(classes.toUri().toURL());
    for (String jar : Files.readString(file).strip().split(File.pathSeparator)) {
      urls.add(Path.of(jar).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static Path classes() throws IOException {
    URL location = Engine.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      return Path.of(location.toURI());
    } catch (URISyntaxException e) {
      throw new IOException("cannot read " + location + " as a path", e);
    }
  }

  /**
   * A server that runs.
   *
   * @param port where it listens, on the loopback interface
   */
  record Server(AutoCloseable server, int port) implements AutoCloseable {

    URI http() {
      return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
      try {
        server.close();
      } catch (Exception e) {
        throw new IllegalStateException("Cannot stop " + server.getClass().getSimpleName(), e);
      }
    }
  }
}
