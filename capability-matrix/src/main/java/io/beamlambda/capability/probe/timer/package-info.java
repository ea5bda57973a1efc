/** Probes of timers. */
@NullMarked
package io.beamlambda.capability.probe.timer;

import org.jspecify.annotations.NullMarked;
