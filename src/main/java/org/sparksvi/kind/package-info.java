/** What a kind of models is to the commands: one face, so that no command asks which it has. */
package org.sparksvi.kind;
