/** From a detectors file to running plug-ins. Knows no engine. */
@NullMarked
package dev.keeptrail.engine.plugin;

import org.jspecify.annotations.NullMarked;
