/** Probes of state in DoFns. */
@NullMarked
package io.beamlambda.capability.probe.state;

import org.jspecify.annotations.NullMarked;
