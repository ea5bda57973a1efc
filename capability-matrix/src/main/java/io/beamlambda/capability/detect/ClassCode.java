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
package io.beamlambda.capability.detect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * What a class's bytecode tells that reflection does not: which methods it calls, and the lines of
 * source. Tells nothing of a class whose bytecode is not to be had, of a lambda for example.
 */
final class ClassCode {

  /**
   * A method that is called, or calls.
   *
   * @param owner the class, with slashes
   */
  record Call(String owner, String name, String descriptor) {}

  private final Map<Call, Set<Call>> calls = new HashMap<>();
  private final Map<Call, Integer> methodLines = new HashMap<>();
  private final Map<String, Integer> fieldLines = new HashMap<>();
  private final String owner;
  private @Nullable String sourceFile;

  private ClassCode(String owner) {
    this.owner = owner;
  }

  static ClassCode of(Class<?> type) {
    String resource = Type.getInternalName(type) + ".class";
    ClassCode code = new ClassCode(Type.getInternalName(type));
    ClassLoader loader = type.getClassLoader();
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(resource)
            : loader.getResourceAsStream(resource)) {
      if (in != null) {
        code.read(OpenedClassReader.of(in.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the class file " + resource, e);
    } catch (IllegalArgumentException e) {
      // Compiled for a Java that is newer than this byte-buddy: what it says is a bonus only.
      return new ClassCode(code.owner);
    }
    return code;
  }

  /** Everything that is called in the class. */
  Set<Call> allCalls() {
    Set<Call> all = new HashSet<>();
    calls.values().forEach(all::addAll);
    return all;
  }

  /** What a method of the class calls, itself or through other methods of the class. */
  Set<Call> callsFrom(Method method) {
    Set<Call> seen = new HashSet<>();
    Deque<Call> open = new ArrayDeque<>();
    open.add(new Call(owner, method.getName(), Type.getMethodDescriptor(method)));
    while (!open.isEmpty()) {
      for (Call call : calls.getOrDefault(open.remove(), Set.of())) {
        if (seen.add(call)) {
          open.add(call);
        }
      }
    }
    return seen;
  }

  /** Where a method's code begins: {@code File.java:12}. */
  Optional<String> lineOf(Method method) {
    return at(methodLines.get(new Call(owner, method.getName(), Type.getMethodDescriptor(method))));
  }

  /** Where a field gets its value: {@code File.java:12}. */
  Optional<String> lineOf(String field) {
    return at(fieldLines.get(field));
  }

  private Optional<String> at(@Nullable Integer line) {
    return sourceFile == null || line == null
        ? Optional.empty()
        : Optional.of(sourceFile + ":" + line);
  }

  private void read(ClassReader reader) {
    reader.accept(new Visitor(), ClassReader.SKIP_FRAMES);
  }

  private final class Visitor extends ClassVisitor {

    Visitor() {
      super(OpenedClassReader.ASM_API);
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
      sourceFile = source;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new CodeVisitor(new Call(owner, name, descriptor));
    }
  }

  private final class CodeVisitor extends MethodVisitor {

    private final Call method;
    private int line;

    CodeVisitor(Call method) {
      super(OpenedClassReader.ASM_API);
      this.method = method;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
      methodLines.putIfAbsent(method, number);
    }

    @Override
    public void visitFieldInsn(int opcode, String type, String name, String descriptor) {
      if (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC) {
        fieldLines.putIfAbsent(name, line);
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String type, String name, String descriptor, boolean isInterface) {
      calls.computeIfAbsent(method, x -> new HashSet<>()).add(new Call(type, name, descriptor));
    }
  }
}
