/** Probes of what a DoFn may ask of a runner. */
@NullMarked
package io.beamlambda.capability.probe.dofn;

import org.jspecify.annotations.NullMarked;
