@NullMarked
package io.beamlambda.runners.flink;

import org.jspecify.annotations.NullMarked;
