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
package io.beamlambda.runners.direct;

import com.google.auto.service.AutoService;
import io.beamlambda.capability.Condition;
import io.beamlambda.capability.probe.Probe;
import io.beamlambda.capability.probe.ProbeRun;
import io.beamlambda.capability.probe.Script;
import io.beamlambda.capability.probe.Setting;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;

/** Probes of which each goes astray in a way of its own. */
final class StrayProbes {

  private StrayProbes() {}

  /** One element, of which the observation is to be 1. */
  abstract static class OneElementProbe implements Probe, Serializable {

    private static final long serialVersionUID = 1;

    @Override
    public String feature() {
      return "win.calendar";
    }

    @Override
    public void build(Pipeline pipeline, ProbeRun run) {
      run.events(pipeline, "Read", Script.empty().element("a", 1, 0))
          .apply("Stray", ParDo.of(stray(run, pipeline)));
    }

    @Override
    public List<String> expected(ProbeRun run) {
      return List.of("1");
    }

    abstract DoFn<KV<String, Integer>, Void> stray(ProbeRun run, Pipeline pipeline);
  }

  /** Never gets done in a batch job. */
  @AutoService(Probe.class)
  public static final class StuckProbe extends OneElementProbe {
    @Override
    DoFn<KV<String, Integer>, Void> stray(ProbeRun run, Pipeline pipeline) {
      return new DoFn<KV<String, Integer>, Void>() {
        @ProcessElement
        public void process() throws InterruptedException {
          run.outbox().add("1");
          if (!run.streaming()) {
            new CountDownLatch(1).await();
          }
        }
      };
    }
  }

  /** Throws, after it has put out what is expected. */
  @AutoService(Probe.class)
  public static final class ThrowingProbe extends OneElementProbe {
    @Override
    DoFn<KV<String, Integer>, Void> stray(ProbeRun run, Pipeline pipeline) {
      return new DoFn<KV<String, Integer>, Void>() {
        @ProcessElement
        public void process() {
          run.outbox().add("1");
          throw new IllegalArgumentException("not this element");
        }
      };
    }
  }

  /** Throws while the pipeline is built. */
  @AutoService(Probe.class)
  public static final class RefusedProbe extends OneElementProbe {
    @Override
    DoFn<KV<String, Integer>, Void> stray(ProbeRun run, Pipeline pipeline) {
      throw new UnsupportedOperationException("not this feature");
    }
  }

  /** Puts out too much. */
  @AutoService(Probe.class)
  public static final class TwofoldProbe extends OneElementProbe {
    @Override
    DoFn<KV<String, Integer>, Void> stray(ProbeRun run, Pipeline pipeline) {
      return new DoFn<KV<String, Integer>, Void>() {
        @ProcessElement
        public void process() {
          run.outbox().add("1");
          run.outbox().add("1");
        }
      };
    }
  }

  /** Puts out too little; says that this is partly right. */
  @AutoService(Probe.class)
  public static final class SilentProbe extends OneElementProbe {
    @Override
    DoFn<KV<String, Integer>, Void> stray(ProbeRun run, Pipeline pipeline) {
      return new DoFn<KV<String, Integer>, Void>() {
        @ProcessElement
        public void process() {}
      };
    }

    @Override
    public boolean partly(List<String> observed, ProbeRun run) {
      return observed.isEmpty();
    }
  }

  /** Ends the JVM. */
  @AutoService(Probe.class)
  public static final class HaltingProbe extends OneElementProbe {
    @Override
    DoFn<KV<String, Integer>, Void> stray(ProbeRun run, Pipeline pipeline) {
      return new DoFn<KV<String, Integer>, Void>() {
        @ProcessElement
        public void process() {
          Runtime.getRuntime().halt(3);
        }
      };
    }
  }

  /** Is right if an option says so. */
  @AutoService(Probe.class)
  public static final class ConditionalProbe extends OneElementProbe {
    @Override
    DoFn<KV<String, Integer>, Void> stray(ProbeRun run, Pipeline pipeline) {
      String name = pipeline.getOptions().as(ApplicationNameOptions.class).getAppName();
      return new DoFn<KV<String, Integer>, Void>() {
        @ProcessElement
        public void process() {
          run.outbox().add(name);
        }
      };
    }

    @Override
    public List<Setting> settings(ProbeRun run) {
      return List.of(
          new Setting(new Condition("appName", "2"), List.of("--appName=2")),
          new Setting(new Condition("appName", "1"), List.of("--appName=1")));
    }
  }
}
