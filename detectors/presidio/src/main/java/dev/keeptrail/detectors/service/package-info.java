/** Services that detectors ask over HTTP: which addresses, and within which bounds. */
@NullMarked
package dev.keeptrail.detectors.service;

import org.jspecify.annotations.NullMarked;
