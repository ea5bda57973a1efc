/** Probes of what a job goes through: failures, cancelling, scripted test streams. */
@NullMarked
package io.beamlambda.capability.probe.job;

import org.jspecify.annotations.NullMarked;
