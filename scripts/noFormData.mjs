// Stands in for form-data in the bundle: axios brings it along, 165 kB of it, for multipart bodies that are never sent.
export default class FormData {}
