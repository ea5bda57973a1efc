package io.beamlambda.io;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/** For pipelines that are built to be looked at, before there is a lake or a broker. */
public interface GraphOptions extends PipelineOptions {

  @Hidden
  @Description(
      "Builds the pipeline without asking lake, brokers or databases for anything. Its graph is as"
          + " in a real run, but it cannot be run.")
  @Default.Boolean(false)
  boolean isGraphOnly();

  void setGraphOnly(boolean graphOnly);
}
