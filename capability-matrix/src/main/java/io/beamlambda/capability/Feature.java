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

/**
 * Something of the Beam model that a pipeline may use and a runner may lack.
 *
 * @param id lasting, lower case: {@code state.map}
 * @param group the id's first part: {@code state}
 * @param title a few words for a table's row
 * @param description one sentence
 * @param appliesTo the kinds of job in which it can occur
 */
public record Feature(
    String id, String group, String title, String description, Execution appliesTo) {}
