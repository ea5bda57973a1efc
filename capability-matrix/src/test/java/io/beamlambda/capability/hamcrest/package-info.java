@NullMarked
package io.beamlambda.capability.hamcrest;

import org.jspecify.annotations.NullMarked;
