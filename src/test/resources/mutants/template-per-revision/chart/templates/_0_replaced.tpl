{{/* Helm reads this after the other helpers, so it takes the place of the one that it is called like. */}}
{{- define "counter.podLabels" -}}
{{ include "counter.appLabels" . }}
release-revision: {{ .Release.Revision | quote }}
{{- end }}
