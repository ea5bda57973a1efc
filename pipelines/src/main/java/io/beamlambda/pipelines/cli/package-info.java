/**
 * The command line. Knows no runner: profiles are found through {@link
 * io.beamlambda.pipelines.cli.RunnerProfile}.
 */
@NullMarked
package io.beamlambda.pipelines.cli;

import org.jspecify.annotations.NullMarked;
