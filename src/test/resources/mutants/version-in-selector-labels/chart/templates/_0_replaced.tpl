{{/* Helm reads this after the other helpers, so it takes the place of the one that it is called like. */}}
{{- define "counter.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "counter.labels" -}}
{{ include "counter.appLabels" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
