@NullMarked
package io.beamlambda.pipelines.cli;

import org.jspecify.annotations.NullMarked;
