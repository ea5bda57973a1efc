@NullMarked
package io.beamlambda.pipelines.doctor;

import org.jspecify.annotations.NullMarked;
