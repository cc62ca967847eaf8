/**
 * Detectors from outside this project: what a plug-in implements, and how it is run.
 *
 * <pre>
 * DetectorProvider  found by ServiceLoader, says which settings it takes
 *   | open(settings)          once for each entry of a detectors file, on the thread that starts up
 * BatchDetector     finds in all texts of a scan at once
 *   | detect(batch, ...)      once for each scan, on threads of its own, several at the same time
 * PlugIn            the frame around it: time limit, bound on calls, faults
 * </pre>
 */
@NullMarked
package dev.keeptrail.detectors.plugin;

import org.jspecify.annotations.NullMarked;
