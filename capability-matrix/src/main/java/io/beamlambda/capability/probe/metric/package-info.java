/** Probes of metrics. */
@NullMarked
package io.beamlambda.capability.probe.metric;

import org.jspecify.annotations.NullMarked;
