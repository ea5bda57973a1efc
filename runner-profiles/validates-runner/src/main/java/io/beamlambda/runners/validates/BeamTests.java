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
package io.beamlambda.runners.validates;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.beam.sdk.testing.ValidatesRunner;
import org.junit.Test;
import org.junit.experimental.categories.Category;

/** Finds the ValidatesRunner tests of Beam's core that speak of a feature of the catalogue. */
final class BeamTests {

  /** A class that is in the tests' jar for sure. */
  private static final String SOME_TEST = BeamTest.ROOT + "transforms.ParDoTest";

  private BeamTests() {}

  /**
   * All tests that some selector names, sorted by name. A selector is {@code
   * SimpleName#methodRegex}.
   *
   * @throws IllegalStateException if a selector selects nothing: Beam has renamed a test
   */
  static List<BeamTest> selected() throws IOException {
    Map<String, List<String>> selectors = selectors();
    Map<String, BeamTest> tests = new TreeMap<>();
    TreeSet<String> unused = new TreeSet<>();
    selectors.values().forEach(unused::addAll);
    for (Method method : methods()) {
      String testClass = method.getDeclaringClass().getName().substring(BeamTest.ROOT.length());
      String name = testClass.substring(testClass.lastIndexOf('.') + 1) + "#" + method.getName();
      TreeSet<String> matching = new TreeSet<>();
      selectors.forEach(
          (feature, patterns) -> {
            for (String pattern : patterns) {
              if (matches(pattern, name)) {
                matching.add(feature);
                unused.remove(pattern);
              }
            }
          });
      if (!matching.isEmpty()) {
        BeamTest test =
            new BeamTest(testClass, method.getName(), categories(method), List.copyOf(matching));
        tests.put(test.name(), test);
      }
    }
    if (!unused.isEmpty()) {
      throw new IllegalStateException(
          "Selectors that select no test of this Beam version: "
              + unused
              + "; mend selectors.json");
    }
    return List.copyOf(tests.values());
  }

  private static boolean matches(String selector, String name) {
    int hash = selector.indexOf('#');
    return name.startsWith(selector.substring(0, hash + 1))
        && name.substring(hash + 1).matches(selector.substring(hash + 1));
  }

  private static Map<String, List<String>> selectors() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(BeamTests.class.getResourceAsStream("selectors.json"))) {
      return new ObjectMapper()
          .readValue(in, new TypeReference<TreeMap<String, List<String>>>() {});
    }
  }

  private static List<Method> methods() throws IOException {
    List<Method> methods = new ArrayList<>();
    URL url =
        Objects.requireNonNull(
            BeamTests.class.getClassLoader().getResource(SOME_TEST.replace('.', '/') + ".class"),
            "Beam's tests are not on the class path");
    try (JarFile jar = ((JarURLConnection) url.openConnection()).getJarFile()) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        String name = entry.getName();
        if (name.endsWith(".class") && name.contains("Test")) {
          methods.addAll(
              methods(name.substring(0, name.length() - ".class".length()).replace('/', '.')));
        }
      }
    }
    return methods;
  }

  private static List<Method> methods(String className) {
    try {
      Class<?> type = Class.forName(className, false, BeamTests.class.getClassLoader());
      return Modifier.isAbstract(type.getModifiers())
          ? List.of()
          : Stream.of(type.getMethods())
              .filter(method -> method.isAnnotationPresent(Test.class))
              .filter(method -> method.getDeclaringClass() == type)
              .filter(method -> categories(method).contains(ValidatesRunner.class.getSimpleName()))
              .toList();
    } catch (ClassNotFoundException | LinkageError e) {
      // Tests of extensions need libraries that the core does not bring; none is selected.
      return List.of();
    }
  }

  private static List<String> categories(Method method) {
    return Stream.of(
            method.getDeclaringClass().getAnnotation(Category.class),
            method.getAnnotation(Category.class))
        .filter(Objects::nonNull)
        .flatMap(category -> Stream.of(category.value()))
        .map(Class::getSimpleName)
        .distinct()
        .sorted()
        .toList();
  }
}
