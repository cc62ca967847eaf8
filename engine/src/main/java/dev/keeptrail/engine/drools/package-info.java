/** The engine that serves; the only package that knows Drools. */
@NullMarked
package dev.keeptrail.engine.drools;

import org.jspecify.annotations.NullMarked;
