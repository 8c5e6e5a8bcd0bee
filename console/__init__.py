"""Windows, presenters and the runtime that ties them to the store."""
