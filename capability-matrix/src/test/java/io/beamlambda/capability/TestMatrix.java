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
package io.beamlambda.capability;

/** Matrices out of evidence that tests bring along, so that new probe runs do not change tests. */
public final class TestMatrix {

  private TestMatrix() {}

  /**
   * The shipped features and modes with other evidence.
   *
   * @param folder of the class path
   */
  public static Matrix of(String folder) {
    return Matrix.load(DataFiles.shipped(), new DataFiles(folder));
  }
}
