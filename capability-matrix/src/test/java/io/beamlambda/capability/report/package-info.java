@NullMarked
package io.beamlambda.capability.report;

import org.jspecify.annotations.NullMarked;
