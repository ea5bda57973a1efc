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
package io.beamlambda.io;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads the footers of many files at a time. */
final class LakeFooters {

  /** Footers are small reads that wait for the file system: more threads than cores. */
  private static final int THREADS = 16;

  private LakeFooters() {}

  /**
   * Reads each file's footer in some thread, and hands over what is made of it in this one, in the
   * order of the files.
   *
   * @throws PlanException if {@code read} throws it, or anything else
   */
  static <T> void read(List<LakeFile> files, Function<LakeFile, T> read, Consumer<T> each) {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(THREADS, files.size()), LakeFooters::newThread);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (LakeFile file : files) {
        Callable<T> task = () -> read.apply(file);
        futures.add(threads.submit(task));
      }
      for (Future<T> future : futures) {
        each.accept(get(future));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "lake-footers");
    thread.setDaemon(true);
    return thread;
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlanException("Interrupted while reading the lake's footers", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PlanException plan) {
        throw plan;
      }
      throw new PlanException("Cannot read the lake's footers: " + e.getCause(), e);
    }
  }
}
