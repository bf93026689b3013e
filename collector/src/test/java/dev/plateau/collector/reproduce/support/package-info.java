/** Tests of the figures on learning the support, on results made by hand. */
@NullMarked
package dev.plateau.collector.reproduce.support;

import org.jspecify.annotations.NullMarked;
