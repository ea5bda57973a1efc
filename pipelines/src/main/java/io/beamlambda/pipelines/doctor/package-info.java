/**
 * Checks of what a job needs around it, with a way to mend what is missing. Knows no runner: what
 * one needs besides is found through {@link io.beamlambda.pipelines.cli.RunnerChecks}.
 */
@NullMarked
package io.beamlambda.pipelines.doctor;

import org.jspecify.annotations.NullMarked;
