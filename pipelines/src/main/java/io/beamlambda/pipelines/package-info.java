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
/**
 * Pipelines over {@link io.beamlambda.io.LambdaIO}, and the parts they are made of.
 *
 * <ul>
 *   <li>{@link io.beamlambda.pipelines.WindowPolicy} builds all windows and triggers.
 *   <li>{@link io.beamlambda.pipelines.PreCombine} combines per key and window, beginning before
 *       the shuffle.
 *   <li>{@link io.beamlambda.pipelines.Results} keeps the latest {@link
 *       io.beamlambda.pipelines.Result} per key and window in a database.
 *   <li>{@link io.beamlambda.pipelines.NamedPipeline} is what the command line runs; {@link
 *       io.beamlambda.pipelines.AggregatePipeline} is one that works on anybody's data.
 * </ul>
 *
 * <p>Nothing here knows a runner.
 */
@NullMarked
package io.beamlambda.pipelines;

import org.jspecify.annotations.NullMarked;
