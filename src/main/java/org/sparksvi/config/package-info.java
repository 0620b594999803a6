/** A job's configuration: files, overrides, and the typed settings they become. */
package org.sparksvi.config;
