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

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.examples.*;
import org.apache.beam.examples.complete.*;
import org.apache.beam.examples.complete.game.*;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeamExamplesTest {
  @TempDir Path dir;

  @Test
  void explore() throws Exception {
    Path in = Files.writeString(dir.resolve("in.txt"), "a b\n");
    String out = "--output=" + dir.resolve("out");
    java.util.Map<String, CapturingRunner.Main> mains = new java.util.LinkedHashMap<>();
    show("WordCount", WordCount::main, "--inputFile=" + in, out);
    show("WindowedWordCount", WindowedWordCount::main, "--inputFile=" + in, out, "--numShards=1");
    show("UserScore", UserScore::main, "--input=" + in, out);
    show("Hourly", HourlyTeamScore::main, "--input=" + in, out);
    show("TfIdf", TfIdf::main, "--input=" + dir, out);
    show("TopWiki", TopWikipediaSessions::main, "--wikiInput=" + in, out);
    String[] gcp = {
      "--project=p", "--tempLocation=" + dir, "--dataset=d", "--topic=projects/p/topics/t"
    };
    show("LeaderBoard", LeaderBoard::main, gcp);
    show("GameStats", GameStats::main, gcp);
    show("Stateful", StatefulTeamScore::main, gcp);
  }

  void show(String n, CapturingRunner.Main m, String... args) {
    try {
      Pipeline p = CapturingRunner.capture(m, args);
      long t = System.nanoTime();
      PipelineFeatures f = PipelineFeatures.of(p);
      System.err.println(
          "=== " + n + " " + f.execution() + " " + (System.nanoTime() - t) / 1000000);
      f.findings().forEach(x -> System.err.println("  " + x));
    } catch (Throwable e) {
      System.err.println("=== " + n);
      e.printStackTrace();
    }
  }
}
