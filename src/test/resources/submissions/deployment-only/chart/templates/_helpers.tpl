{{- define "labels" -}}
app: {{ .Release.Name }}
{{- end -}}
{{- define "container" -}}
name: {{ .Chart.Name }}
image: {{ .Values.image }}
ports:
  - containerPort: 8000
livenessProbe:
  httpGet:
    path: /health
    port: 8000
readinessProbe:
  httpGet:
    path: /health
    port: 8000
volumeMounts:
  - name: data
    mountPath: /data
{{- end -}}
