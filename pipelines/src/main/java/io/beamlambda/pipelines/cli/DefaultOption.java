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

/**
 * A pipeline option that a profile sets where the user does not.
 *
 * @param name the option's name, in camelCase, without dashes
 * @param value its value, as it would be written on the command line
 * @param reason why this value, in one line
 */
public record DefaultOption(String name, String value, String reason) {

  /** As it is written on the command line: {@code --name=value}. */
  public String toArgument() {
    return "--" + name + "=" + value;
  }
}
