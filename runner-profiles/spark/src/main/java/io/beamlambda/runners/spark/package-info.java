@NullMarked
package io.beamlambda.runners.spark;

import org.jspecify.annotations.NullMarked;
